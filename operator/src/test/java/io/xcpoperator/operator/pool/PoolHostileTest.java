package io.xcpoperator.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.simulator.Simulator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** S10: a connected pool that begins to answer what XAPI never would. One sentence, and healed when it answers again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoolHostileTest {
    private static final String EVERY = "*";
    private static final String JAVA_OBJECT = "rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA";

    private Lab lab;
    private Simulator pool;
    private XcpPool home;

    @BeforeAll
    void begin() {
        lab = Lab.open("host");
        pool = lab.pool();
        lab.login();
        lab.operator();
        home = lab.awaitPool(lab.xcpPool(pool), "True", "");
    }

    @AfterAll
    void end() {
        lab.close();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("an error page", "<html><body>500 Internal Server Error</body></html>"),
                Arguments.of("text", "hello"),
                Arguments.of(
                        "an external entity",
                        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/hostname\">]>"
                                + success("&f;")),
                Arguments.of(
                        "entities in entities",
                        "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">"
                                + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]>" + success("&c;")),
                Arguments.of(
                        "a serialised Java object",
                        success("<ex:serializable xmlns:ex=\"http://ws.apache.org/xmlrpc/namespaces/extensions\">"
                                + JAVA_OBJECT + "</ex:serializable>")));
    }

    private static String success(String value) {
        return "<methodResponse><params><param><value><struct>"
                + "<member><name>Status</name><value>Success</value></member>"
                + "<member><name>Value</name><value>" + value + "</value></member>"
                + "</struct></value></param></params></methodResponse>";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void aPoolThatAnswersGarbageIsSaidAndHeals(String what, String body) {
        pool.faults().answer(EVERY, body);
        endPoll();
        String message = heard("unreadable answer");
        assertThat(message)
                .as(what)
                .matches("what answers for pool home since \\d\\d:\\d\\dZ is not XAPI \\(unreadable answer\\); "
                        + "nothing is concluded about its VMs, retrying at \\d\\d:\\d\\d:\\d\\dZ");
        assertThat(lab.seen(home).getStatus().toString()).doesNotContain(JAVA_OBJECT, "hostname\"", "hahaha");
        heals();
    }

    @Test
    void anEndlessAnswerIsSaidAndHeals() {
        pool.faults().endless(EVERY, "<methodResponse><params><param><value>", "endless ");
        endPoll();
        assertThat(heard("nothing is concluded about its VMs"))
                .matches("(what answers for pool home since \\d\\d:\\d\\dZ is not XAPI \\(endless answer\\)"
                        + "|pool home does not answer since \\d\\d:\\d\\dZ \\(no answer in time\\))"
                        + "; nothing is concluded about its VMs, retrying at \\d\\d:\\d\\d:\\d\\dZ");
        heals();
    }

    /** What the pool holds back is answered as it was begun: the next one is as the faults say. */
    private void endPoll() {
        pool.direct()
                .call(
                        "pool.set_name_description",
                        pool.direct().all("pool").getFirst(),
                        "stirred at " + System.nanoTime());
    }

    /** The sentence, once it is a pool that is lost: the calls of our own rounds fail first. */
    private String heard(String cause) {
        return lab.awaitPool(home, "False", cause).getStatus().message();
    }

    private void heals() {
        pool.faults().clear();
        lab.awaitPool(home, "True", "");
    }
}
