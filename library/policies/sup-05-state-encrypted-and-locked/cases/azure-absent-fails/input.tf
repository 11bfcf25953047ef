terraform {
  backend "azurerm" {
    storage_account_name = "state"
  }
}
