terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "4.50.0"
    }
  }
}

resource "azurerm_kubernetes_cluster" "main" {
  name                    = "main"
  resource_group_name     = "shop"
  location                = "westeurope"
  dns_prefix              = "main"
  private_cluster_enabled = true

  key_management_service {
    key_vault_key_id = "https://shop-keys.vault.azure.net/keys/aks/1"
  }

  default_node_pool {
    name       = "default"
    node_count = 1
    vm_size    = "Standard_D2s_v5"
  }

  identity {
    type = "SystemAssigned"
  }
}
