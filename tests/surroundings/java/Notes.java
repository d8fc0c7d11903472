package com.example.notes;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;

final class Notes {
    private final AnthropicClient client = AnthropicOkHttpClient.builder()
        .fromEnv()
        .apiKey("sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk")
        .baseUrl(System.getenv("GATEWAY"))
        .build();
}
