"""Other ways to search the same passages with the same vectors, one a folder, each in a venv of its own.

A peer is a module `peer.py` with two functions, see `eval.bench.peers.child.Peer`. It is set up as its documentation
advises; where that lets one bring words of one's own, it gets those of zhaoqi's analyzer, else it says why not.
"""
