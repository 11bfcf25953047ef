terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "4.50.0"
    }
  }
}

resource "azurerm_key_vault" "main" {
  name                     = "shop-keys"
  resource_group_name      = "shop"
  location                 = "westeurope"
  tenant_id                = "00000000-0000-0000-0000-000000000002"
  sku_name                 = "standard"
  purge_protection_enabled = false
}
