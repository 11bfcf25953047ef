terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "4.50.0"
    }
  }
}

resource "azurerm_network_interface" "web" {
  name                  = "web"
  resource_group_name   = "shop"
  location              = "westeurope"
  ip_forwarding_enabled = true

  ip_configuration {
    name                          = "main"
    subnet_id                     = "/subscriptions/1/resourceGroups/shop/providers/Microsoft.Network/virtualNetworks/main/subnets/web"
    private_ip_address_allocation = "Dynamic"
  }
}
