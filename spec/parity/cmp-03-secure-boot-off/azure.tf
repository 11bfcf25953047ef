terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "4.50.0"
    }
  }
}

resource "azurerm_linux_virtual_machine" "web" {
  name                  = "web"
  resource_group_name   = "shop"
  location              = "westeurope"
  size                  = "Standard_B1s"
  admin_username        = "ops"
  network_interface_ids = ["/subscriptions/1/resourceGroups/shop/providers/Microsoft.Network/networkInterfaces/web"]
  secure_boot_enabled   = false
  vtpm_enabled          = false

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }

  source_image_reference {
    publisher = "Canonical"
    offer     = "ubuntu-24_04-lts"
    sku       = "server"
    version   = "latest"
  }
}
