terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "4.50.0"
    }
  }
}

resource "azurerm_mssql_server" "db" {
  name                          = "shop-db"
  resource_group_name           = "shop"
  location                      = "westeurope"
  version                       = "12.0"
  public_network_access_enabled = true
}
