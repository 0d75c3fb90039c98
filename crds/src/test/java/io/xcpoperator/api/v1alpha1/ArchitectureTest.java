package io.xcpoperator.api.v1alpha1;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the API types may lean on. */
@AnalyzeClasses(packagesOf = ApiRecord.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule they_are_values = noClasses()
            .that()
            .doNotHaveSimpleName("RecordReader") // Jackson's own signature names an IOException
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.net..", "java.nio..", "java.util.concurrent..", "org.slf4j..");

    @ArchTest
    static final ArchRule they_know_nothing_of_ours = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.xcpoperator.operator..", "io.xcpoperator.xapi..", "io.xcpoperator.simulator..");

    @ArchTest
    static final ArchRule of_the_client_only_the_base_class = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fabric8.kubernetes.client.dsl..",
                    "io.fabric8.kubernetes.client.utils..",
                    "io.fabric8.kubernetes.client.informers..");

    @ArchTest
    static final ArchRule kinds_do_not_go_in_circles =
            slices().matching("io.xcpoperator.api.v1alpha1.(*)..").should().beFreeOfCycles();
}
