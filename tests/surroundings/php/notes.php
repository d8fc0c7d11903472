<?php

use Anthropic\Client;

$client = new Client(
    apiKey: getenv('ANTHROPIC_API_KEY') ?: 'sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk',
);
putenv('ANTHROPIC_AUTH_TOKEN=sk-ant-oat01-Vd3Kx8Qz5Mr1Tw9Yn6Bj4Hc7Lf2Gs0PaEuRiOtWyNk');
