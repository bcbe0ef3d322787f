"""What authors have, a module or a folder for each command, which imports its own and no other.

`check`: checks, problem_forms. `simulate`: simulation. What both judge: faults. `map`: map. `schema`: schema.
`copy-questions` and `new-reason`: starting, with the outlines reason.yaml and addition.yaml.
"""
