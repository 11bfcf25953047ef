terraform {
  required_providers {
    databricks = {
      source  = "databricks/databricks"
      version = "1.100.0"
    }
  }
}

resource "databricks_catalog" "main" {
  name = "main"
}

resource "databricks_schema" "sales" {
  catalog_name = databricks_catalog.main.name
  name         = "sales"
}

resource "databricks_sql_table" "orders" {
  catalog_name = databricks_catalog.main.name
  schema_name  = databricks_schema.sales.name
  name         = "orders"
  table_type   = "MANAGED"
}

resource "databricks_entity_tag_assignment" "main" {
  entity_type = "catalogs"
  entity_name = databricks_catalog.main.name
  tag_key     = "classification"
  tag_value   = "confidential"
}

resource "databricks_grant" "orders" {
  table      = databricks_sql_table.orders.id
  principal  = "ann@example.com"
  privileges = ["SELECT"]
}
