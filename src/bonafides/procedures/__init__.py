"""Cases under the procedures of packs: opened, taken from step to step by officers, and by the machine where a clock runs out."""
