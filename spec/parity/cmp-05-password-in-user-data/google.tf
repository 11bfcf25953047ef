terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "6.50.0"
    }
  }
}

resource "google_compute_instance" "web" {
  name                    = "web"
  zone                    = "europe-west3-a"
  machine_type            = "e2-small"
  metadata_startup_script = "#!/bin/sh\nexport DB_PASSWORD=correct-horse-battery-staple-41\n"

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
    }
  }

  network_interface {
    network = "default"
  }
}
