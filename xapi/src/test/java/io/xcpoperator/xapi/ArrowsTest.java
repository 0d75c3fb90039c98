package io.xcpoperator.xapi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

@AnalyzeClasses(packages = "io.xcpoperator.xapi", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    @ArchTest
    static final ArchRule nothing_here_knows_kubernetes_or_the_simulator = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fabric8..",
                    "io.javaoperatorsdk..",
                    "io.xcpoperator.api..",
                    "io.xcpoperator.operator..",
                    "io.xcpoperator.simulator..");

    @ArchTest
    static final ArchRule only_the_wire_knows_its_format = noClasses()
            .that()
            .resideOutsideOfPackage("io.xcpoperator.xapi.wire")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.xmlrpc..", "org.xml.sax..", "java.net.http..");

    @ArchTest
    static final ArchRule records_and_types_are_values = noClasses()
            .that()
            .resideInAnyPackage("io.xcpoperator.xapi.records", "io.xcpoperator.xapi.types")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.xcpoperator.xapi.wire", "io.xcpoperator.xapi.session", "java.util.concurrent..");

    @ArchTest
    static final ArchRule time_is_injected = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(InstantSource.class, "system");

    /**
     * How long a thing took or may take yet is no time of day: the answer to a call ({@code HttpHost}, {@code
     * ListeningWire}), a search ({@code CoordinatorSearch}), a poll and what it brought ({@code EventStream}, {@code
     * StreamedMirror}, {@code Notifier}).
     */
    @ArchTest
    static final ArchRule only_what_waits_for_the_network_measures_time = noClasses()
            .that()
            .haveNameNotMatching(
                    ".*\\.(HttpHost|ListeningWire|CoordinatorSearch|EventStream|StreamedMirror|Notifier)(\\$.*)?")
            .should()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule nothing_static_changes =
            fields().that().areStatic().should().beFinal();

    /** See decision 0010. */
    @ArchTest
    static final ArchRule nothing_waits_for_the_common_pool = noClasses()
            .should()
            .callMethod(
                    java.net.http.HttpClient.class,
                    "sendAsync",
                    java.net.http.HttpRequest.class,
                    java.net.http.HttpResponse.BodyHandler.class)
            .orShould()
            .callMethod(CompletableFuture.class, "supplyAsync", java.util.function.Supplier.class);
}
