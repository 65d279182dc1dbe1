"""The demo: a fictional Polish maker and seller of furniture, three months of its work, made by the product's own commands."""
