package com.osmtalk.voice.phone.codec;

/** The quantisers of G.722 and its filter that splits sound in two bands (ITU-T G.722, tables 3/G.722 to 17/G.722). */
final class G722Tables {
    /** Half of the filter, which is symmetrical. */
    static final int[] FILTER = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};

    /** Decision levels of the lower band's 60 steps. */
    static final int[] LEVELS = {
        0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023, 1121, 1219,
        1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
    };

    /** Of codes of 6 bits, in the lower band. */
    static final int[] VALUES_OF_6_BITS = {
        -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232, -9360, -8576,
        -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688, -1360, -1040,
        -728, 24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456,
        4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136
    };

    /** Of their upper 4 bits, by which both ends adapt. */
    static final int[] VALUES_OF_4_BITS = {
        0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0
    };

    /** How the lower band's step changes after a code, by its upper 4 bits. */
    static final int[] WEIGHTS_OF_4_BITS = {
        -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60
    };

    /** The one decision level of the higher band. */
    static final int LEVEL_OF_HIGHER_BAND = 564;

    static final int[] VALUES_OF_2_BITS = {-7408, -1616, 7408, 1616};
    static final int[] WEIGHTS_OF_2_BITS = {798, -214, 798, -214};

    private G722Tables() {}

    /** The code of the lower band's step of that number, 1 to 30. */
    static int lowerCode(int step, boolean negative) {
        if (negative) {
            return step <= 2 ? 64 - step : 34 - step;
        }
        return 62 - step;
    }

    /** The code of the higher band's step of that number, 1 or 2. */
    static int higherCode(int step, boolean negative) {
        return negative ? 2 - step : 4 - step;
    }
}
