package io.xcpoperator.formats;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Formats are bytes: nothing of ours below them, no network and no clock. */
@AnalyzeClasses(packages = "io.xcpoperator.formats", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule they_know_nothing_of_ours = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.xcpoperator.xapi..",
                    "io.xcpoperator.api..",
                    "io.xcpoperator.operator..",
                    "io.xcpoperator.simulator..");

    @ArchTest
    static final ArchRule they_are_bytes = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.time..", "java.util.concurrent..");
}
