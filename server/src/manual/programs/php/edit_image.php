<?php

declare(strict_types=1);

function stop(string $message): never
{
    fwrite(STDERR, $message . "\n");
    exit(1);
}

$origin = getenv('KEY4U_BASE_URL') ?: 'http://127.0.0.1:3000';
$key = getenv('KEY4U_API_KEY') ?: stop('set KEY4U_API_KEY first');
$path = $argv[1] ?? 'lighthouse.png';

// A CURLFile makes the request a multipart form: curl writes its Content-Type and boundary itself.
$fields = [
    'model' => 'gpt-image-2',
    'prompt' => 'Add a small boat to the sea.',
    'size' => '1024x1024',
    'quality' => 'low',
    'image' => new CURLFile($path, mime_content_type($path), basename($path)),
];

$curl = curl_init($origin . '/v1/images/edits');
curl_setopt_array($curl, [
    CURLOPT_POSTFIELDS => $fields,
    CURLOPT_HTTPHEADER => ['Authorization: Bearer ' . $key],
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_TIMEOUT => 300,
]);
$body = curl_exec($curl);
if ($body === false) {
    stop('the gateway was not reached: ' . curl_error($curl));
}
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);

$answer = json_decode($body, true);
if ($status !== 200) {
    stop("status $status: " . ($answer['error']['message'] ?? $body));
}

// GPT image models answer with base64; others with an address that is fetched.
$picture = $answer['data'][0];
$bytes = isset($picture['b64_json']) ? base64_decode($picture['b64_json']) : file_get_contents($picture['url']);
file_put_contents('edited.png', $bytes);

[$width, $height] = getimagesizefromstring($bytes);
printf("edited.png: %d x %d pixels, %d bytes\n", $width, $height, strlen($bytes));
printf("output tokens: %d\n", $answer['usage']['output_tokens']);
