terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "4.50.0"
    }
  }
}

resource "azurerm_storage_account" "files" {
  name                     = "shopfiles"
  resource_group_name      = "shop"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "LRS"
  tags = {
    classification = "confidential"
  }

  network_rules {
    default_action = "Allow"
  }
}
