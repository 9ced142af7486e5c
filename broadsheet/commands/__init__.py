"""The `broadsheet` command, one file a subcommand."""
