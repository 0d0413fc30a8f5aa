"""Who is named: armed groups, forces of a state, people without arms."""
