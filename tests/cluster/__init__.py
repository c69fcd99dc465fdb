"""Several machines: application hosts, a PostgreSQL cluster under Patroni, HAProxy, each in its own network.

``python -m tests.cluster`` builds them out of network namespaces on this machine, with the files of
``deploy/cluster``, lets visitors book meanwhile, and cuts, kills and mends.
"""
