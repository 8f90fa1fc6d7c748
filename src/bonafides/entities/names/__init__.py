"""What the names of businesses are made of, what somebody who half remembers one may type, and how well a name meets it.

Pure: the words come from the packs in force (`names.yaml`), the candidates from the index of names.
"""
