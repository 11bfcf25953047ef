# A plan that needs no provider: a ticket, and a site that may only go out with one.
variable "public" {
  type    = bool
  default = false
}

resource "terraform_data" "ticket" {
  input = { id = "CHG-1042" }
}

resource "terraform_data" "site" {
  input = {
    name   = "docs"
    public = var.public
    ticket = terraform_data.ticket.output.id
  }
}
