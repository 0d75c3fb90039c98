module xcp-operator.io/cluster/pause

go 1.26.0
