package main

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// tokens collects the static users of an API server: a line each in its token file, and a kubeconfig each.
type tokens struct {
	folder string
	server string
	lines  []byte
}

// add makes a user and returns the path of its kubeconfig, which holds all it needs (certificate and token inside).
func (t *tokens) add(file, user, group string) (string, error) {
	random := make([]byte, 16)
	if _, err := rand.Read(random); err != nil {
		return "", err
	}
	token := hex.EncodeToString(random)
	t.lines = fmt.Appendf(t.lines, "%s,%s,%s,%q\n", token, user, user, group)
	if err := writeFile(filepath.Join(t.folder, "tokens.csv"), t.lines, 0o600); err != nil {
		return "", err
	}
	ca, err := os.ReadFile(filepath.Join(t.folder, "ca.crt"))
	if err != nil {
		return "", err
	}
	path := filepath.Join(t.folder, file)
	return path, writeFile(path, kubeconfig(t.server, ca, token), 0o600)
}

// kubeconfig is JSON, which is YAML too.
func kubeconfig(server string, ca []byte, token string) []byte {
	const name = "xcp-operator-test"
	type named map[string]any
	text, _ := json.MarshalIndent(named{
		"apiVersion": "v1",
		"kind":       "Config",
		"clusters": []named{{"name": name, "cluster": named{
			"server": server, "certificate-authority-data": base64.StdEncoding.EncodeToString(ca)}}},
		"users":           []named{{"name": name, "user": named{"token": token}}},
		"contexts":        []named{{"name": name, "context": named{"cluster": name, "user": name}}},
		"current-context": name,
	}, "", "  ")
	return append(text, '\n')
}
