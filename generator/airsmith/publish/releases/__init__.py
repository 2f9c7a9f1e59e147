"""Releases of schemas that never change.

Below the folder ``schemas`` stands a folder per release, whose bytes are fixed; all else there (aliases, lists,
changelog, sums) follows from the releases and is written anew with each.
"""
