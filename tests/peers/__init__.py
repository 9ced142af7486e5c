"""Our protocols beside the programs that speak them elsewhere: `make test-peers`, never part of `make test`."""
