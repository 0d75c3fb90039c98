package io.xcpoperator.api.v1alpha1;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a person and the planner need to know of a field. The CRDs' descriptions and the reference are made from it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {
    /** What the field is, as a sentence without a full stop. */
    String value();

    /** The unit of a bare number; empty where the type says it (a Quantity, a duration) or there is none. */
    String unit() default "";

    /** What holds when the field is absent, resolved in code; empty = absent means not managed. */
    String effective() default "";

    /** How a change of the field takes effect. Of no meaning in a status. */
    FieldClass change() default FieldClass.Live;

    /** How it takes effect where it cannot as {@link #change} says: by the guest, the state of the VM, or the size of the change. */
    FieldClass[] otherwise() default {};

    /** The release of XAPI from which it can take effect at once, as {@code 26.16.1}; empty = {@link #change} holds in all. */
    String liveSince() default "";

    /** The lowest value of an integer. */
    long min() default 0;

    /** The highest value of an integer; within its Java type. */
    long max() default Integer.MAX_VALUE;

    /** The longest string, or the longest element of a list of strings. */
    int maxLength() default 253;

    /** The fewest entries of a list. */
    int minItems() default 0;

    /** The most entries of a list or a map. */
    int maxItems() default 64;

    /** An expression the whole string, or each element of a list of strings, matches; empty = any. */
    String pattern() default "";

    /** The component that identifies an entry of the list (a list-map for server-side apply); empty = the list is replaced as a whole. */
    String key() default "";

    /** Whether a list holds each value once (a set for server-side apply). */
    boolean unique() default false;

    /** A default that the API server writes: a constant outside lists and unions only. */
    String schemaDefault() default "";
}
