terraform {
  backend "azurerm" {
    storage_account_name = "state"
    container_name       = "shop"
    key                  = "shop"
    use_azuread_auth     = true
  }
}
