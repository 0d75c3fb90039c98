package helm

import (
	"bytes"
	"crypto/tls"
	"encoding/json"
	"net/http"
	"slices"
	"testing"
	"time"
)

// vmsOfPool asks a pool itself, by XAPI's JSON-RPC, for the names of its VMs: no templates, no snapshots, no control domains.
func vmsOfPool(t *testing.T, address string) []string {
	t.Helper()
	var session string
	callPool(t, address, &session, "session.login_with_password", "root", "xensource", "1.0", "install-ring")
	defer callPool(t, address, nil, "session.logout", session)
	var records map[string]struct {
		Name          string `json:"name_label"`
		Template      bool   `json:"is_a_template"`
		Snapshot      bool   `json:"is_a_snapshot"`
		ControlDomain bool   `json:"is_control_domain"`
	}
	callPool(t, address, &records, "VM.get_all_records", session)
	names := []string{}
	for _, vm := range records {
		if !vm.Template && !vm.Snapshot && !vm.ControlDomain {
			names = append(names, vm.Name)
		}
	}
	slices.Sort(names)
	return names
}

// uuidsInPool asks for the objects of a class.
func uuidsInPool(t *testing.T, address, class string) []string {
	t.Helper()
	var session string
	callPool(t, address, &session, "session.login_with_password", "root", "xensource", "1.0", "install-ring")
	defer callPool(t, address, nil, "session.logout", session)
	var records map[string]struct{ Uuid string }
	callPool(t, address, &records, class+".get_all_records", session)
	uuids := []string{}
	for _, record := range records {
		uuids = append(uuids, record.Uuid)
	}
	return uuids
}

func callPool(t *testing.T, address string, result any, method string, parameters ...string) {
	t.Helper()
	body, err := json.Marshal(map[string]any{"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters})
	if err != nil {
		t.Fatal(err)
	}
	// a simulated pool on this machine: its certificate signs itself
	transport := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DisableKeepAlives: true}
	client := &http.Client{Transport: transport, Timeout: 20 * time.Second}
	response, err := client.Post("https://"+address+"/jsonrpc", "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct {
		Result json.RawMessage
		Error  any
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || answer.Error != nil {
		t.Fatalf("%s: %v %v", method, answer.Error, err)
	}
	if result != nil {
		if err := json.Unmarshal(answer.Result, result); err != nil {
			t.Fatalf("%s: %v", method, err)
		}
	}
}
