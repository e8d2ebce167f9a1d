"""The rows of the rubric, one module for each document, and the readers they share."""
