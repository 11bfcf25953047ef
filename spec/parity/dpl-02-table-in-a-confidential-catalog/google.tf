terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "7.0.0"
    }
  }
}

provider "google" {
  project = "shop"
  region  = "europe-west3"
}

resource "google_bigquery_dataset" "sales" {
  dataset_id = "sales"
  location   = "EU"
  labels = {
    classification = "confidential"
  }
}

resource "google_bigquery_table" "orders" {
  dataset_id = google_bigquery_dataset.sales.dataset_id
  table_id   = "orders"
}

resource "google_bigquery_table_iam_member" "ann" {
  dataset_id = google_bigquery_dataset.sales.dataset_id
  table_id   = google_bigquery_table.orders.table_id
  role       = "roles/bigquery.dataViewer"
  member     = "user:ann@example.com"
}
