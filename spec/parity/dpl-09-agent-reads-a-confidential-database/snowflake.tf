terraform {
  required_providers {
    snowflake = {
      source  = "snowflakedb/snowflake"
      version = "2.10.0"
    }
  }
}

resource "snowflake_database" "shop" {
  name = "SHOP"
}

resource "snowflake_schema" "sales" {
  database = snowflake_database.shop.name
  name     = "SALES"
}

resource "snowflake_table" "orders" {
  database = snowflake_database.shop.name
  schema   = snowflake_schema.sales.name
  name     = "ORDERS"
  column {
    name = "ID"
    type = "NUMBER"
  }
}

resource "snowflake_tag_association" "shop" {
  object_identifiers = ["\"SHOP\""]
  object_type        = "DATABASE"
  tag_id             = "\"GOVERNANCE\".\"TAGS\".\"CLASSIFICATION\""
  tag_value          = "confidential"
}

resource "snowflake_grant_privileges_to_account_role" "orders" {
  account_role_name = "SUPPORT_AGENT"
  privileges        = ["SELECT"]
  on_schema_object {
    object_type = "TABLE"
    object_name = "\"SHOP\".\"SALES\".\"ORDERS\""
  }
}
