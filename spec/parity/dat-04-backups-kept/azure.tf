terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "4.50.0"
    }
  }
}

resource "azurerm_postgresql_flexible_server" "db" {
  name                  = "shop-db"
  resource_group_name   = "shop"
  location              = "westeurope"
  version               = "16"
  sku_name              = "B_Standard_B1ms"
  backup_retention_days = 14
}
