package main

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// controlPlane is etcd, kube-apiserver and kube-controller-manager on free ports of the loopback: everything of
// Kubernetes but nodes. Pods and Jobs are stored there and never run.
type controlPlane struct {
	state      string
	bin        string
	pki        string
	ports      []int // etcd clients, etcd peers, API server
	kubeconfig string
	managers   string // kubeconfig of the controller manager
}

// prepareControlPlane chooses ports and writes keys and kubeconfigs.
func prepareControlPlane(state, bin string) (*controlPlane, error) {
	p := &controlPlane{state: state, bin: bin, pki: filepath.Join(state, "pki")}
	if err := os.MkdirAll(p.pki, 0o700); err != nil {
		return nil, err
	}
	var err error
	if p.ports, err = freePorts(3); err != nil {
		return nil, err
	}
	ca, err := newAuthority(p.pki)
	if err != nil {
		return nil, err
	}
	if err := ca.server("apiserver", apiServerNames, "127.0.0.1", "10.0.0.1"); err != nil {
		return nil, err
	}
	if err := writeServiceAccountKeys(p.pki); err != nil {
		return nil, err
	}
	users := tokens{folder: p.pki, server: p.server()}
	if p.managers, err = users.add("controller-manager.conf", "system:kube-controller-manager", "system:authenticated"); err != nil {
		return nil, err
	}
	admin, err := users.add("admin.conf", "admin", "system:masters")
	if err != nil {
		return nil, err
	}
	p.kubeconfig = filepath.Join(state, "kubeconfig")
	return p, os.Rename(admin, p.kubeconfig)
}

func (p *controlPlane) server() string { return fmt.Sprintf("https://127.0.0.1:%d", p.ports[2]) }

func (p *controlPlane) children() []childSpec {
	pki := func(name string) string { return filepath.Join(p.pki, name) }
	clients, peers := fmt.Sprintf("http://127.0.0.1:%d", p.ports[0]), fmt.Sprintf("http://127.0.0.1:%d", p.ports[1])
	etcd := append([]string{filepath.Join(p.bin, "etcd")}, etcdFlags(filepath.Join(p.state, "etcd"), clients, peers)...)
	apiServer := append([]string{filepath.Join(p.bin, "kube-apiserver"), "--authorization-mode", "RBAC"},
		apiServerFlags(p.pki, clients, "127.0.0.1", p.ports[2], "10.0.0.0/24")...)
	return []childSpec{
		{Name: "etcd", Command: etcd},
		{
			Name:    "kube-apiserver",
			Command: apiServer,
			probe:   func() error { return answersReady(p.server(), pki("ca.crt")) },
		},
		{
			Name: "kube-controller-manager",
			// without it a deleted namespace stays for ever and owner references delete nothing
			Command: []string{filepath.Join(p.bin, "kube-controller-manager"), "--kubeconfig", p.managers,
				"--root-ca-file", pki("ca.crt"), "--service-account-private-key-file", pki("sa.key"),
				"--use-service-account-credentials", "--leader-elect=false", "--secure-port", "0", "--kube-api-qps", "200", "--kube-api-burst", "400",
				"--controllers", "namespace-controller,garbage-collector-controller,serviceaccount-controller," +
					"root-ca-certificate-publisher-controller,job-controller,cronjob-controller," +
					"clusterrole-aggregation-controller"},
		},
	}
}

var apiServerNames = []string{"localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc"}

func etcdFlags(data, clients, peers string) []string {
	return []string{"--name", "e", "--data-dir", data, "--unsafe-no-fsync",
		"--listen-client-urls", clients, "--advertise-client-urls", clients,
		"--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers, "--initial-cluster", "e=" + peers}
}

func apiServerFlags(pki, etcd, address string, port int, services string) []string {
	in := func(name string) string { return filepath.Join(pki, name) }
	return []string{"--etcd-servers", etcd, "--bind-address", address, "--advertise-address", address,
		"--secure-port", fmt.Sprint(port), "--cert-dir", pki,
		"--tls-cert-file", in("apiserver.crt"), "--tls-private-key-file", in("apiserver.key"),
		"--service-account-key-file", in("sa.pub"), "--service-account-signing-key-file", in("sa.key"),
		"--service-account-issuer", "https://kubernetes.default.svc",
		"--token-auth-file", in("tokens.csv"), "--service-cluster-ip-range", services}
}

// answersReady asks /readyz, which is open to anybody.
func answersReady(server, caFile string) error {
	pem, err := os.ReadFile(caFile)
	if err != nil {
		return err
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem)
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}, DisableKeepAlives: true}
	response, err := (&http.Client{Timeout: 2 * time.Second, Transport: transport}).Get(server + "/readyz")
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("/readyz answers %s", response.Status)
	}
	return nil
}

// freePorts finds ports of the loopback that nobody listens on. Another process may take one before its server does;
// that server then ends, and the run with it, with the port in the message.
func freePorts(n int) ([]int, error) {
	ports, problems := make([]int, 0, n), []error{}
	for range n {
		listener, err := net.Listen("tcp4", "127.0.0.1:0")
		if err != nil {
			problems = append(problems, err)
			continue
		}
		defer listener.Close()
		ports = append(ports, listener.Addr().(*net.TCPAddr).Port)
	}
	return ports, errors.Join(problems...)
}
