package io.xcpoperator.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Another language's client, by its standard library: the vendor's Python SDK is a thin coat over this. */
class PythonClientTest {
    private static final String SCRIPT = """
            import sys, xmlrpc.client
            pool = xmlrpc.client.ServerProxy(sys.argv[1], allow_none=True)
            def ok(reply):
                assert reply['Status'] == 'Success', reply
                return reply['Value']
            session = ok(pool.session.login_with_password('root', 'xensource', '1.0', 'python'))
            template = ok(pool.VM.get_by_name_label(session, 'debian-12-golden'))[0]
            record = ok(pool.VM.get_record(session, template))
            assert isinstance(record['memory_static_max'], str)
            record['name_label'] = 'from-python'
            record['is_a_template'] = False
            vm = ok(pool.VM.create(session, record))
            events = ok(pool.event_from(session, ['vm'], '', 1.0))
            assert any(event['ref'] == vm for event in events['events'])
            ok(pool.VM.start(session, vm, False, False))
            task = ok(pool.Async.VM.hard_shutdown(session, vm))
            for _ in range(100):
                if ok(pool.task.get_status(session, task)) != 'pending':
                    break
                pool.event_from(session, ['task/' + task], events['token'], 0.05)
            print(ok(pool.task.get_status(session, task)), ok(pool.VM.get_power_state(session, vm)))
            print(pool.VM.get_record(session, 'nonsense')['ErrorDescription'][0])
            ok(pool.session.logout(session))
            """;

    private static boolean pythonIsThere() {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void pythonsOwnClientDrivesAVm() throws Exception {
        assumeTrue(pythonIsThere(), "no python3 here");
        try (Simulator simulator = Simulator.builder().start()) {
            String url = simulator.coordinator().http().toString();
            Process python = new ProcessBuilder("python3", "-c", SCRIPT, url)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(python.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(output).isEqualTo("success Halted\nHANDLE_INVALID\n");
        }
    }
}
