terraform {
  required_providers {
    cache = {
      source  = "example/cache"
      version = "2.3.1"
    }
  }
}
