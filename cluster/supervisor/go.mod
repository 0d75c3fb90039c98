module xcp-operator.io/cluster/supervisor

go 1.26.0
