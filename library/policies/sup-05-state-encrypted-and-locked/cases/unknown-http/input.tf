terraform {
  backend "http" {
    address = "https://example.com/state"
  }
}
