terraform {
  backend "azurerm" {
    storage_account_name = "state"
    use_azuread_auth     = true
  }
}
