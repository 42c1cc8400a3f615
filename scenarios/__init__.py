"""The scenarios that come with Misfortune, one YAML file each."""
