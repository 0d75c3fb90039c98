package io.xcpoperator.api.v1alpha1;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a person needs to know of a kind; the CRDs' descriptions and the reference are made from it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Described {
    /** What a resource of the kind declares, as a sentence without a full stop. */
    String value();

    /** What condition Ready = True means, as a sentence without a full stop. */
    String ready();

    /** The kind's own conditions, beside Ready, Reconciling and Stalled. */
    OwnCondition[] conditions() default {};

    /** A condition that only this kind has. */
    @interface OwnCondition {
        /** Its type. */
        String type();

        /** What True means, as a sentence without a full stop. */
        String means();

        /** Whether this version never sets it ({@link NotYet}). */
        boolean notYet() default false;
    }
}
