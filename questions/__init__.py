"""The shipped bank: YAML files only. This file lets an installed copy carry them."""
