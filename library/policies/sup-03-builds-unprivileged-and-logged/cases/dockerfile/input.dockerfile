# syntax=docker/dockerfile:1-labs
FROM node:22 AS plain
RUN npm ci
FROM node:22 AS unsafe
RUN --security=insecure npm ci
