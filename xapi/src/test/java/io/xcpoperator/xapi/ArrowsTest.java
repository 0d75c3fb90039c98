package io.xcpoperator.xapi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
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
            .callMethod(Clock.class, "systemUTC");

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
