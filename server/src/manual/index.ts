import type { Page } from './page.ts';
import audioToTextGpt4o from './pages/chatgpt-audio/audio-to-text-gpt-4o-transcribe.ts';
import audioToTextWhisper from './pages/chatgpt-audio/audio-to-text-whisper-1.ts';
import createTranslation from './pages/chatgpt-audio/create-translation.ts';
import createVoice from './pages/chatgpt-audio/create-voice-gpt-4o-mini-tts.ts';
import gpt4oAudio from './pages/chatgpt-audio/gpt-4o-audio.ts';
import chatCompletionChunkObject from './pages/chatgpt-chat/chat-completion-chunk-object.ts';
import chatCompletionObject from './pages/chatgpt-chat/chat-completion-object.ts';
import createChatCompletion from './pages/chatgpt-chat/create-chat-completion.ts';
import createChatCompletionStreaming from './pages/chatgpt-chat/create-chat-completion-streaming.ts';
import createChatImage from './pages/chatgpt-chat/create-chat-image.ts';
import createChatQwenMtTurbo from './pages/chatgpt-chat/create-chat-qwen-mt-turbo.ts';
import createFunctionCall from './pages/chatgpt-chat/create-function-call.ts';
import createImageRecognition from './pages/chatgpt-chat/create-image-recognition.ts';
import createImageRecognitionBase64 from './pages/chatgpt-chat/create-image-recognition-base64.ts';
import createImageRecognitionStreaming from './pages/chatgpt-chat/create-image-recognition-streaming.ts';
import createStructuredOutput from './pages/chatgpt-chat/create-structured-output.ts';
import deepseekOcr from './pages/chatgpt-chat/deepseek-ocr.ts';
import deepseekThinkingStreaming from './pages/chatgpt-chat/deepseek-thinking-streaming.ts';
import listModels from './pages/chatgpt-chat/list-models.ts';
import officialFunctionCalling from './pages/chatgpt-chat/official-function-calling.ts';
import officialNTest from './pages/chatgpt-chat/official-n-test.ts';
import reasoningEffort from './pages/chatgpt-chat/reasoning-effort.ts';
import completionObject from './pages/chatgpt-completions/completion-object.ts';
import createCompletion from './pages/chatgpt-completions/create-completion.ts';
import createEmbedding from './pages/chatgpt-embeddings/create-embedding.ts';
import embeddingObject from './pages/chatgpt-embeddings/embedding-object.ts';
import uploadFile from './pages/chatgpt-files/upload-file.ts';
import useFiles from './pages/chatgpt-files/use-files.ts';
import clientSecrets from './pages/chatgpt-realtime/client-secrets.ts';
import realtimeSession from './pages/chatgpt-realtime/realtime-session.ts';
import createChat from './pages/claude/create-chat.ts';
import createChatStreaming from './pages/claude/create-chat-streaming.ts';
import createMessageStreaming from './pages/claude/create-message-streaming.ts';
import createThinkingChat from './pages/claude/create-thinking-chat.ts';
import createThinkingMessage from './pages/claude/create-thinking-message.ts';
import functionCallStreaming from './pages/claude/function-call-streaming.ts';
import imageRecognition from './pages/claude/image-recognition.ts';
import imageRecognitionStreaming from './pages/claude/image-recognition-streaming.ts';
import messageObject from './pages/claude/message-object.ts';
import messageStreamEvents from './pages/claude/message-stream-events.ts';
import pdfBase64 from './pages/claude/pdf-base64.ts';
import pdfByUrl from './pages/claude/pdf-by-url.ts';
import createDallE3 from './pages/dall-e/create-dall-e-3.ts';
import imageVariations from './pages/dall-e/image-variations.ts';
import doubaoImagesSeededit3 from './pages/doubao-images/seededit-3.ts';
import doubaoImagesSeedream3 from './pages/doubao-images/seedream-3.ts';
import doubaoImagesSeedream4ImageToImage from './pages/doubao-images/seedream-4-image-to-image.ts';
import doubaoImagesSeedream4MultiImageToImage from './pages/doubao-images/seedream-4-multi-image-to-image.ts';
import doubaoImagesSeedream4TextToImage from './pages/doubao-images/seedream-4-text-to-image.ts';
import doubaoVideoBase64 from './pages/doubao-video/base64.ts';
import doubaoVideoCancelTask from './pages/doubao-video/cancel-task.ts';
import doubaoVideoFirstAndLastFrame from './pages/doubao-video/first-and-last-frame.ts';
import doubaoVideoImageToVideoFirstFrame from './pages/doubao-video/image-to-video-first-frame.ts';
import doubaoVideoListTasks from './pages/doubao-video/list-tasks.ts';
import doubaoVideoListTasksById from './pages/doubao-video/list-tasks-by-id.ts';
import doubaoVideoQueryTask from './pages/doubao-video/query-task.ts';
import doubaoVideoReferenceImages from './pages/doubao-video/reference-images.ts';
import doubaoVideoTextToVideo from './pages/doubao-video/text-to-video.ts';
import dreamDrawingCreateDrawing from './pages/dream-drawing/create-drawing.ts';
import dreamDrawingEditImage from './pages/dream-drawing/edit-image.ts';
import falAccessTutorial from './pages/fal/access-tutorial.ts';
import falFlux1Dev from './pages/fal/flux-1-dev.ts';
import falFlux1DevImageToImage from './pages/fal/flux-1-dev-image-to-image.ts';
import falFlux1DevRedux from './pages/fal/flux-1-dev-redux.ts';
import falFlux1SchnellRedux from './pages/fal/flux-1-schnell-redux.ts';
import falFluxLora from './pages/fal/flux-lora.ts';
import falFluxLoraImageToImage from './pages/fal/flux-lora-image-to-image.ts';
import falFluxLoraInpainting from './pages/fal/flux-lora-inpainting.ts';
import falFluxProKontext from './pages/fal/flux-pro-kontext.ts';
import falFluxProKontextMax from './pages/fal/flux-pro-kontext-max.ts';
import falFluxProKontextMaxMulti from './pages/fal/flux-pro-kontext-max-multi.ts';
import falFluxProKontextTextToImage from './pages/fal/flux-pro-kontext-text-to-image.ts';
import falGetRequestResult from './pages/fal/get-request-result.ts';
import falImagen4Preview from './pages/fal/imagen4-preview.ts';
import falKlingImageToVideo from './pages/fal/kling-image-to-video.ts';
import falKlingTextToVideo from './pages/fal/kling-text-to-video.ts';
import falQwenImageEditLora from './pages/fal/qwen-image-edit-lora.ts';
import falQwenImageEditPlus from './pages/fal/qwen-image-edit-plus.ts';
import falSeedreamV4Edit from './pages/fal/seedream-v4-edit.ts';
import falSeedreamV4TextToImage from './pages/fal/seedream-v4-text-to-image.ts';
import falViduReferenceToImage from './pages/fal/vidu-reference-to-image.ts';
import falWanImageToImage from './pages/fal/wan-image-to-image.ts';
import falPaintingGetRequestResult from './pages/fal-painting/get-request-result.ts';
import falPaintingNanoBanana from './pages/fal-painting/nano-banana.ts';
import falPaintingNanoBananaEdit from './pages/fal-painting/nano-banana-edit.ts';
import falPaintingStatusCode from './pages/fal-painting/status-code.ts';
import falVeo3GetRequestResult from './pages/fal-veo3/get-request-result.ts';
import falVeo3Veo3 from './pages/fal-veo3/veo3.ts';
import falVeo3Veo3Fast from './pages/fal-veo3/veo3-fast.ts';
import falVeo3Veo3FastImageToVideo from './pages/fal-veo3/veo3-fast-image-to-video.ts';
import falVeo3Veo3ImageToVideo from './pages/fal-veo3/veo3-image-to-video.ts';
import fluxGptFluxCreation from './pages/flux-gpt/flux-creation.ts';
import fluxGptFluxEditing from './pages/flux-gpt/flux-editing.ts';
import fluxReplicateAccessTutorial from './pages/flux-replicate/access-tutorial.ts';
import fluxReplicateCreateTaskBlackForestLabsFluxKontextDev from './pages/flux-replicate/create-task-black-forest-labs-flux-kontext-dev.ts';
import fluxReplicateFluxResolution from './pages/flux-replicate/flux-resolution.ts';
import fluxReplicateQueryTask from './pages/flux-replicate/query-task.ts';
import geminiChatChatInterface from './pages/gemini-chat/chat-interface.ts';
import geminiChatChatReadFile from './pages/gemini-chat/chat-read-file.ts';
import geminiChatImageCreation from './pages/gemini-chat/image-creation.ts';
import geminiChatImageRecognition from './pages/gemini-chat/image-recognition.ts';
import geminiChatThinking1 from './pages/gemini-chat/thinking-1.ts';
import geminiChatThinking2 from './pages/gemini-chat/thinking-2.ts';
import geminiAudioUnderstanding from './pages/gemini-native/audio-understanding.ts';
import geminiCodeExecution from './pages/gemini-native/code-execution.ts';
import geminiDocumentUnderstanding from './pages/gemini-native/document-understanding.ts';
import geminiEmbeddings from './pages/gemini-native/embeddings.ts';
import geminiFormattedOutput from './pages/gemini-native/formatted-output.ts';
import geminiFunctionCall from './pages/gemini-native/function-call.ts';
import geminiGoogleSearch from './pages/gemini-native/google-search.ts';
import geminiImageEditing from './pages/gemini-native/image-editing.ts';
import geminiImageGeneration from './pages/gemini-native/image-generation.ts';
import geminiImageGenerationGemini25FlashImage from './pages/gemini-native/image-generation-gemini-2-5-flash-image.ts';
import geminiImageGenerationGemini25FlashImageAspectRatio from './pages/gemini-native/image-generation-gemini-2-5-flash-image-aspect-ratio.ts';
import geminiImageGenerationGemini3ProImagePreview from './pages/gemini-native/image-generation-gemini-3-pro-image-preview.ts';
import geminiImageUnderstanding from './pages/gemini-native/image-understanding.ts';
import geminiImagen4 from './pages/gemini-native/imagen-4.ts';
import geminiTextGeneration from './pages/gemini-native/text-generation.ts';
import geminiTextGenerationReasoningStream from './pages/gemini-native/text-generation-reasoning-stream.ts';
import geminiTextGenerationStream from './pages/gemini-native/text-generation-stream.ts';
import geminiUploadFile from './pages/gemini-native/upload-file.ts';
import geminiUrlContext from './pages/gemini-native/url-context.ts';
import geminiUrlContextNativeFormat from './pages/gemini-native/url-context-native-format.ts';
import geminiUseFiles from './pages/gemini-native/use-files.ts';
import geminiNativeVideoGenerationVeo from './pages/gemini-native/video-generation-veo.ts';
import geminiVideoUnderstanding from './pages/gemini-native/video-understanding.ts';
import geminiVideoUnderstandingUrl from './pages/gemini-native/video-understanding-url.ts';
import gptImageCreate from './pages/gpt-image/create-image.ts';
import gptImageEdit from './pages/gpt-image/edit-image.ts';
import gptImageMask from './pages/gpt-image/mask-image.ts';
import gptsConversation from './pages/gpts/gpts-conversation.ts';
import gptsIntroduction from './pages/gpts/introduction.ts';
import hailuoFileLink from './pages/hailuo/file-link.ts';
import hailuoFirstAndLastFrameVideo from './pages/hailuo/first-and-last-frame-video.ts';
import hailuoImageToVideo from './pages/hailuo/image-to-video.ts';
import hailuoStatusCode from './pages/hailuo/status-code.ts';
import hailuoSubmitVideoGenerationTask from './pages/hailuo/submit-video-generation-task.ts';
import hailuoVideoTaskStatusQuery from './pages/hailuo/video-task-status-query.ts';
import helpCenterAllRows from './pages/help-center/all-rows.ts';
import carriedBetweenFormats from './pages/help-center/carried-between-formats.ts';
import helpCenterHostedImages from './pages/help-center/hosted-images.ts';
import httpStatusCodes from './pages/help-center/http-status-codes.ts';
import helpCenterSelfHostedImageHostingApi from './pages/help-center/self-hosted-image-hosting-api.ts';
import testKeys from './pages/help-center/test-keys.ts';
import thinking from './pages/help-center/thinking.ts';
import helpCenterUploadImage from './pages/help-center/upload-image.ts';
import ideogramDescribe from './pages/ideogram/describe.ts';
import ideogramEdit from './pages/ideogram/edit.ts';
import ideogramGenerate from './pages/ideogram/generate.ts';
import ideogramReframe from './pages/ideogram/reframe.ts';
import ideogramRemix from './pages/ideogram/remix.ts';
import ideogramRemixV3 from './pages/ideogram/remix-v3.ts';
import ideogramReplaceBackground from './pages/ideogram/replace-background.ts';
import ideogramTextToImage from './pages/ideogram/text-to-image.ts';
import ideogramUpscale from './pages/ideogram/upscale.ts';
import jimengOfficialForm from './pages/jimeng/official-form.ts';
import jimengQueryTask from './pages/jimeng/query-task.ts';
import jimengStatusCode from './pages/jimeng/status-code.ts';
import jimengSubmitVideo from './pages/jimeng/submit-video.ts';
import klingCallbackProtocol from './pages/kling/callback-protocol.ts';
import klingImageGeneration from './pages/kling/image-generation.ts';
import klingImageToVideo from './pages/kling/image-to-video.ts';
import klingLipSync from './pages/kling/lip-sync.ts';
import klingMultipleImageVideo from './pages/kling/multiple-image-video.ts';
import klingNewerForm from './pages/kling/newer-form.ts';
import klingNewerFormQuery from './pages/kling/newer-form-query.ts';
import klingOtherEndpoints from './pages/kling/other-endpoints.ts';
import klingQueryTask from './pages/kling/query-task.ts';
import klingTextToVideo from './pages/kling/text-to-video.ts';
import klingVideoEffects from './pages/kling/video-effects.ts';
import klingVideoExtension from './pages/kling/video-extension.ts';
import klingVirtualTryOn from './pages/kling/virtual-try-on.ts';
import lumaExtendedVideo from './pages/luma/extended-video.ts';
import lumaOfficialSdk from './pages/luma/official-sdk.ts';
import lumaStatusCode from './pages/luma/status-code.ts';
import lumaSubmitVideoGenerationTask from './pages/luma/submit-video-generation-task.ts';
import lumaQueryBatchGetTasks from './pages/luma-query/batch-get-tasks.ts';
import lumaQueryQueryASingleTask from './pages/luma-query/query-a-single-task.ts';
import midjourneyCancelAndPicture from './pages/midjourney/cancel-and-picture.ts';
import midjourneyImageSeed from './pages/midjourney/image-seed.ts';
import midjourneyMoreSubmits from './pages/midjourney/more-submits.ts';
import midjourneyOpenWindow from './pages/midjourney/open-window.ts';
import midjourneyQueryTask from './pages/midjourney/query-task.ts';
import midjourneyQueryTasks from './pages/midjourney/query-tasks.ts';
import midjourneySubmitAction from './pages/midjourney/submit-action.ts';
import midjourneySubmitBlend from './pages/midjourney/submit-blend.ts';
import midjourneySubmitDescribe from './pages/midjourney/submit-describe.ts';
import midjourneySubmitImagine from './pages/midjourney/submit-imagine.ts';
import midjourneySubmitModal from './pages/midjourney/submit-modal.ts';
import midjourneyUploadImage from './pages/midjourney/upload-image.ts';
import createModeration from './pages/moderations/create-moderation.ts';
import nodeBasicDialogue from './pages/node/basic-dialogue.ts';
import paintingImageObject from './pages/painting/image-object.ts';
import paintingReadme from './pages/painting/readme.ts';
import phpEditImage from './pages/php/edit-image.ts';
import pythonBasicDialogue from './pages/python/basic-dialogue.ts';
import pythonClaudeImage from './pages/python/claude-image.ts';
import pythonContinuousDialogue from './pages/python/continuous-dialogue.ts';
import pythonDallE from './pages/python/dall-e.ts';
import pythonEmbeddings from './pages/python/embeddings.ts';
import pythonFunctionCalling from './pages/python/function-calling.ts';
import pythonGptImage from './pages/python/gpt-image.ts';
import pythonImageByUrl from './pages/python/image-by-url.ts';
import pythonLangchain from './pages/python/langchain.ts';
import pythonLibraryStream from './pages/python/library-stream.ts';
import pythonLlamaIndex from './pages/python/llama-index.ts';
import pythonLocalImage from './pages/python/local-image.ts';
import pythonOfficialLibrary from './pages/python/official-library.ts';
import pythonRealtime from './pages/python/realtime.ts';
import pythonRequestsStream from './pages/python/requests-stream.ts';
import pythonSpeechToText from './pages/python/speech-to-text.ts';
import pythonTextToSpeech from './pages/python/text-to-speech.ts';
import qwenImagesQwenImageEdit2509 from './pages/qwen-images/qwen-image-edit-2509.ts';
import qwenVideoCancelTask from './pages/qwen-video/cancel-task.ts';
import qwenVideoFirstAndLastFrame from './pages/qwen-video/first-and-last-frame.ts';
import qwenVideoGenerateVideo from './pages/qwen-video/generate-video.ts';
import qwenVideoVideoQuery from './pages/qwen-video/video-query.ts';
import replicateAccessTutorial from './pages/replicate/access-tutorial.ts';
import replicateCreateTaskAndreasjanssonStableDiffusionAnimation from './pages/replicate/create-task-andreasjansson-stable-diffusion-animation.ts';
import replicateCreateTaskBlackForestLabsFlux11ProUltra from './pages/replicate/create-task-black-forest-labs-flux-1-1-pro-ultra.ts';
import replicateCreateTaskBlackForestLabsFluxFillDev from './pages/replicate/create-task-black-forest-labs-flux-fill-dev.ts';
import replicateCreateTaskBlackForestLabsFluxFillPro from './pages/replicate/create-task-black-forest-labs-flux-fill-pro.ts';
import replicateCreateTaskBlackForestLabsFluxKontextDev from './pages/replicate/create-task-black-forest-labs-flux-kontext-dev.ts';
import replicateCreateTaskBlackForestLabsFluxKontextMax from './pages/replicate/create-task-black-forest-labs-flux-kontext-max.ts';
import replicateCreateTaskBlackForestLabsFluxKontextPro from './pages/replicate/create-task-black-forest-labs-flux-kontext-pro.ts';
import replicateCreateTaskByVersion from './pages/replicate/create-task-by-version.ts';
import replicateCreateTaskBytedanceSeedream4 from './pages/replicate/create-task-bytedance-seedream-4.ts';
import replicateCreateTaskCjwbwRembg from './pages/replicate/create-task-cjwbw-rembg.ts';
import replicateCreateTaskFluxKontextAppsMultiImageKontextMax from './pages/replicate/create-task-flux-kontext-apps-multi-image-kontext-max.ts';
import replicateCreateTaskFluxKontextAppsMultiImageKontextPro from './pages/replicate/create-task-flux-kontext-apps-multi-image-kontext-pro.ts';
import replicateCreateTaskGoogleImagen4 from './pages/replicate/create-task-google-imagen-4.ts';
import replicateCreateTaskGoogleImagen4Fast from './pages/replicate/create-task-google-imagen-4-fast.ts';
import replicateCreateTaskGoogleImagen4Ultra from './pages/replicate/create-task-google-imagen-4-ultra.ts';
import replicateCreateTaskIdeogramAiIdeogramV2Turbo from './pages/replicate/create-task-ideogram-ai-ideogram-v2-turbo.ts';
import replicateCreateTaskLucatacoAnimateDiff from './pages/replicate/create-task-lucataco-animate-diff.ts';
import replicateCreateTaskLucatacoFluxDevLora from './pages/replicate/create-task-lucataco-flux-dev-lora.ts';
import replicateCreateTaskLucatacoFluxSchnellLora from './pages/replicate/create-task-lucataco-flux-schnell-lora.ts';
import replicateCreateTaskLucatacoRemoveBg from './pages/replicate/create-task-lucataco-remove-bg.ts';
import replicateCreateTaskMinimaxVideo01 from './pages/replicate/create-task-minimax-video-01.ts';
import replicateCreateTaskMinimaxVideo01Live from './pages/replicate/create-task-minimax-video-01-live.ts';
import replicateCreateTaskPrunaaiVace14b from './pages/replicate/create-task-prunaai-vace-14b.ts';
import replicateCreateTaskRecraftAiRecraftV3 from './pages/replicate/create-task-recraft-ai-recraft-v3.ts';
import replicateCreateTaskRecraftAiRecraftV3Svg from './pages/replicate/create-task-recraft-ai-recraft-v3-svg.ts';
import replicateCreateTaskRiffusionRiffusion from './pages/replicate/create-task-riffusion-riffusion.ts';
import replicateCreateTaskStabilityAiSdxl from './pages/replicate/create-task-stability-ai-sdxl.ts';
import replicateCreateTaskStabilityAiStableDiffusion from './pages/replicate/create-task-stability-ai-stable-diffusion.ts';
import replicateCreateTaskStabilityAiStableDiffusionImg2img from './pages/replicate/create-task-stability-ai-stable-diffusion-img2img.ts';
import replicateCreateTaskStabilityAiStableDiffusionInpainting from './pages/replicate/create-task-stability-ai-stable-diffusion-inpainting.ts';
import replicateCreateTaskSujaykhandekarObjectRemoval from './pages/replicate/create-task-sujaykhandekar-object-removal.ts';
import replicateFluxResolution from './pages/replicate/flux-resolution.ts';
import replicateOtherRequests from './pages/replicate/other-requests.ts';
import replicateQueryTask from './pages/replicate/query-task.ts';
import replicateUploadFile from './pages/replicate/upload-file.ts';
import replicateUseFiles from './pages/replicate/use-files.ts';
import reordering from './pages/rerank/reordering.ts';
import comparedWithChat from './pages/responses/compared-with-chat.ts';
import controlThoughtLength from './pages/responses/control-thought-length.ts';
import countAndCompact from './pages/responses/count-and-compact.ts';
import createResponseCall from './pages/responses/create-function-call.ts';
import createModelResponse from './pages/responses/create-model-response.ts';
import createModelResponseStreaming from './pages/responses/create-model-response-streaming.ts';
import createWebSearch from './pages/responses/create-web-search.ts';
import functionCallCopy from './pages/responses/function-call-copy.ts';
import gpt5Thinking from './pages/responses/gpt-5-thinking.ts';
import storedResponses from './pages/responses/stored-responses.ts';
import runwayOtherRequests from './pages/runway/other-requests.ts';
import runwayQueryVideoTask from './pages/runway/query-video-task.ts';
import runwayStatusCode from './pages/runway/status-code.ts';
import runwaySubmitVideoGenerationTask from './pages/runway/submit-video-generation-task.ts';
import soraCreateRole from './pages/sora/create-role.ts';
import soraOfficialCharacters from './pages/sora/official-characters.ts';
import soraChatContinuousModification from './pages/sora-chat/continuous-modification.ts';
import soraChatCreateVideo from './pages/sora-chat/create-video.ts';
import soraChatCreateVideoWithImage from './pages/sora-chat/create-video-with-image.ts';
import soraOpenaiCreateVideoPrivate from './pages/sora-openai/create-video-private.ts';
import soraOpenaiCreateVideoWithCharacter from './pages/sora-openai/create-video-with-character.ts';
import soraOpenaiCreateVideoWithImage from './pages/sora-openai/create-video-with-image.ts';
import soraOpenaiDeleteVideo from './pages/sora-openai/delete-video.ts';
import soraOpenaiDownloadVideo from './pages/sora-openai/download-video.ts';
import soraOpenaiEditVideo from './pages/sora-openai/edit-video.ts';
import soraOpenaiListVideos from './pages/sora-openai/list-videos.ts';
import soraOpenaiQueryTask from './pages/sora-openai/query-task.ts';
import soraUnifiedCreateVideoSora2 from './pages/sora-unified/create-video-sora-2.ts';
import soraUnifiedCreateVideoSora2Pro from './pages/sora-unified/create-video-sora-2-pro.ts';
import soraUnifiedCreateVideoWithCharacter from './pages/sora-unified/create-video-with-character.ts';
import soraUnifiedCreateVideoWithImageSora2 from './pages/sora-unified/create-video-with-image-sora-2.ts';
import soraUnifiedQueryTask from './pages/sora-unified/query-task.ts';
import startContact from './pages/start/contact.ts';
import startGroupComparison from './pages/start/group-comparison.ts';
import startGroupsAndPrices from './pages/start/groups-and-prices.ts';
import startIntroduction from './pages/start/introduction.ts';
import startQuickStart from './pages/start/quick-start.ts';
import sunoDescription from './pages/suno/description.ts';
import sunoParameter from './pages/suno/parameter.ts';
import sunoQueryBatchGetTasks from './pages/suno-query/batch-get-tasks.ts';
import sunoQueryClipDetails from './pages/suno-query/clip-details.ts';
import sunoQueryGetWav from './pages/suno-query/get-wav.ts';
import sunoQueryQuerySingleTask from './pages/suno-query/query-single-task.ts';
import sunoSubmitConcatenateSong from './pages/suno-submit/concatenate-song.ts';
import sunoSubmitContinuationMode from './pages/suno-submit/continuation-mode.ts';
import sunoSubmitCustomMode from './pages/suno-submit/custom-mode.ts';
import sunoSubmitGenerateLyrics from './pages/suno-submit/generate-lyrics.ts';
import sunoSubmitInspirationMode from './pages/suno-submit/inspiration-mode.ts';
import sunoSubmitOtherActions from './pages/suno-submit/other-actions.ts';
import sunoSubmitSingerStyle from './pages/suno-submit/singer-style.ts';
import sunoSubmitSongSplicing from './pages/suno-submit/song-splicing.ts';
import sunoSubmitUploadAudio from './pages/suno-submit/upload-audio.ts';
import sunoSubmitUploadFile from './pages/suno-submit/upload-file.ts';
import sunoSubmitUploadFileFinish from './pages/suno-submit/upload-file-finish.ts';
import sunoSubmitUploadSecondaryCreation from './pages/suno-submit/upload-secondary-creation.ts';
import addToken from './pages/system-api/add-token.ts';
import deleteToken from './pages/system-api/delete-token.ts';
import getAccount from './pages/system-api/get-account.ts';
import getTokenList from './pages/system-api/get-token-list.ts';
import getTokenModels from './pages/system-api/get-token-models.ts';
import modifyToken from './pages/system-api/modify-token.ts';
import searchToken from './pages/system-api/search-token.ts';
import tasksCancelTask from './pages/tasks/cancel-task.ts';
import tasksDeleteTask from './pages/tasks/delete-task.ts';
import tasksListTasks from './pages/tasks/list-tasks.ts';
import tasksNotifications from './pages/tasks/notifications.ts';
import tasksShowTask from './pages/tasks/show-task.ts';
import tasksWatchTask from './pages/tasks/watch-task.ts';
import toolsAider from './pages/tools/aider.ts';
import toolsChatgptSidebar from './pages/tools/chatgpt-sidebar.ts';
import toolClaudeCode from './pages/tools/claude-code.ts';
import toolCline from './pages/tools/cline.ts';
import toolCodex from './pages/tools/codex.ts';
import toolsDify from './pages/tools/dify.ts';
import toolGeminiCli from './pages/tools/gemini-cli.ts';
import toolsGptAcademic from './pages/tools/gpt-academic.ts';
import toolsLobechat from './pages/tools/lobechat.ts';
import toolOpencode from './pages/tools/opencode.ts';
import veoOpenaiCreateVideoWithImage from './pages/veo-openai/create-video-with-image.ts';
import veoOpenaiDownloadVideo from './pages/veo-openai/download-video.ts';
import veoOpenaiQueryTask from './pages/veo-openai/query-task.ts';
import veoUnifiedCreateVideo from './pages/veo-unified/create-video.ts';
import veoUnifiedCreateVideoReferenceImage from './pages/veo-unified/create-video-reference-image.ts';
import veoUnifiedCreateVideoWithImage from './pages/veo-unified/create-video-with-image.ts';
import veoUnifiedNewerEndpoints from './pages/veo-unified/newer-endpoints.ts';
import veoUnifiedQueryTask from './pages/veo-unified/query-task.ts';
import veoUnifiedStatusCode from './pages/veo-unified/status-code.ts';
import webSearch from './pages/web-search/web-search.ts';

/** Every page of the manual, in the order of the menu. Adding one: its file and its line here. */
export const pages: readonly Page[] = [
  startIntroduction,
  startContact,
  startQuickStart,
  startGroupComparison,
  startGroupsAndPrices,
  gpt4oAudio,
  audioToTextWhisper,
  audioToTextGpt4o,
  createVoice,
  createTranslation,
  realtimeSession,
  clientSecrets,
  chatCompletionObject,
  chatCompletionChunkObject,
  createChatCompletionStreaming,
  createChatCompletion,
  createImageRecognitionStreaming,
  createImageRecognitionBase64,
  createImageRecognition,
  createChatImage,
  officialFunctionCalling,
  officialNTest,
  listModels,
  createFunctionCall,
  createStructuredOutput,
  reasoningEffort,
  createChatQwenMtTurbo,
  deepseekThinkingStreaming,
  deepseekOcr,
  completionObject,
  createCompletion,
  embeddingObject,
  createEmbedding,
  uploadFile,
  useFiles,
  createModeration,
  webSearch,
  messageObject,
  messageStreamEvents,
  createMessageStreaming,
  functionCallStreaming,
  createThinkingMessage,
  createThinkingChat,
  createChatStreaming,
  createChat,
  imageRecognitionStreaming,
  imageRecognition,
  pdfByUrl,
  pdfBase64,
  geminiTextGeneration,
  geminiTextGenerationStream,
  geminiTextGenerationReasoningStream,
  geminiImageGeneration,
  geminiImageGenerationGemini25FlashImage,
  geminiImageGenerationGemini25FlashImageAspectRatio,
  geminiImageGenerationGemini3ProImagePreview,
  geminiImageEditing,
  geminiImageUnderstanding,
  geminiFormattedOutput,
  geminiFunctionCall,
  geminiDocumentUnderstanding,
  geminiUrlContextNativeFormat,
  geminiCodeExecution,
  geminiGoogleSearch,
  geminiVideoUnderstanding,
  geminiUrlContext,
  geminiVideoUnderstandingUrl,
  geminiImagen4,
  geminiAudioUnderstanding,
  geminiEmbeddings,
  geminiUploadFile,
  geminiUseFiles,
  geminiChatImageCreation,
  geminiChatChatInterface,
  geminiChatThinking1,
  geminiChatThinking2,
  geminiChatImageRecognition,
  geminiChatChatReadFile,
  comparedWithChat,
  createModelResponse,
  storedResponses,
  countAndCompact,
  createResponseCall,
  createModelResponseStreaming,
  controlThoughtLength,
  createWebSearch,
  gpt5Thinking,
  functionCallCopy,
  gptImageCreate,
  gptImageEdit,
  gptImageMask,
  createDallE3,
  imageVariations,
  gptsIntroduction,
  gptsConversation,
  getTokenList,
  addToken,
  getTokenModels,
  getAccount,
  modifyToken,
  searchToken,
  deleteToken,
  pythonSpeechToText,
  pythonTextToSpeech,
  pythonEmbeddings,
  pythonDallE,
  pythonFunctionCalling,
  pythonLangchain,
  pythonLlamaIndex,
  pythonBasicDialogue,
  pythonLocalImage,
  pythonImageByUrl,
  pythonClaudeImage,
  pythonLibraryStream,
  pythonRealtime,
  pythonRequestsStream,
  pythonGptImage,
  pythonOfficialLibrary,
  pythonContinuousDialogue,
  nodeBasicDialogue,
  toolCodex,
  toolClaudeCode,
  toolCline,
  toolGeminiCli,
  toolOpencode,
  thinking,
  carriedBetweenFormats,
  reordering,
  httpStatusCodes,
  testKeys,
  sunoParameter,
  sunoDescription,
  sunoSubmitInspirationMode,
  sunoSubmitCustomMode,
  sunoSubmitContinuationMode,
  sunoSubmitSingerStyle,
  sunoSubmitUploadSecondaryCreation,
  sunoSubmitConcatenateSong,
  sunoSubmitGenerateLyrics,
  sunoSubmitSongSplicing,
  sunoSubmitUploadAudio,
  sunoSubmitUploadFile,
  sunoSubmitUploadFileFinish,
  sunoSubmitOtherActions,
  sunoQueryBatchGetTasks,
  sunoQueryQuerySingleTask,
  sunoQueryGetWav,
  sunoQueryClipDetails,
  hailuoStatusCode,
  hailuoSubmitVideoGenerationTask,
  hailuoVideoTaskStatusQuery,
  hailuoImageToVideo,
  hailuoFirstAndLastFrameVideo,
  hailuoFileLink,
  qwenVideoGenerateVideo,
  qwenVideoFirstAndLastFrame,
  qwenVideoVideoQuery,
  qwenVideoCancelTask,
  tasksListTasks,
  tasksShowTask,
  tasksWatchTask,
  tasksCancelTask,
  tasksDeleteTask,
  tasksNotifications,
  paintingReadme,
  paintingImageObject,
  midjourneyUploadImage,
  midjourneySubmitImagine,
  midjourneyQueryTask,
  midjourneyQueryTasks,
  midjourneyImageSeed,
  midjourneySubmitAction,
  midjourneySubmitBlend,
  midjourneySubmitDescribe,
  midjourneySubmitModal,
  midjourneyOpenWindow,
  midjourneyMoreSubmits,
  midjourneyCancelAndPicture,
  lumaStatusCode,
  lumaSubmitVideoGenerationTask,
  lumaExtendedVideo,
  lumaOfficialSdk,
  lumaQueryQueryASingleTask,
  lumaQueryBatchGetTasks,
  runwayStatusCode,
  runwaySubmitVideoGenerationTask,
  runwayQueryVideoTask,
  runwayOtherRequests,
  klingCallbackProtocol,
  klingImageGeneration,
  klingTextToVideo,
  klingImageToVideo,
  klingQueryTask,
  klingMultipleImageVideo,
  klingVirtualTryOn,
  klingLipSync,
  klingVideoExtension,
  klingVideoEffects,
  klingNewerForm,
  klingNewerFormQuery,
  klingOtherEndpoints,
  veoUnifiedStatusCode,
  veoUnifiedCreateVideo,
  veoUnifiedCreateVideoWithImage,
  veoUnifiedQueryTask,
  veoUnifiedCreateVideoReferenceImage,
  veoUnifiedNewerEndpoints,
  soraUnifiedQueryTask,
  soraUnifiedCreateVideoWithImageSora2,
  soraUnifiedCreateVideoSora2,
  soraUnifiedCreateVideoSora2Pro,
  soraUnifiedCreateVideoWithCharacter,
  geminiNativeVideoGenerationVeo,
  jimengStatusCode,
  jimengSubmitVideo,
  jimengQueryTask,
  jimengOfficialForm,
  doubaoVideoTextToVideo,
  doubaoVideoImageToVideoFirstFrame,
  doubaoVideoFirstAndLastFrame,
  doubaoVideoBase64,
  doubaoVideoReferenceImages,
  doubaoVideoQueryTask,
  doubaoVideoListTasks,
  doubaoVideoListTasksById,
  doubaoVideoCancelTask,
  veoOpenaiCreateVideoWithImage,
  veoOpenaiQueryTask,
  veoOpenaiDownloadVideo,
  soraOpenaiQueryTask,
  soraOpenaiDownloadVideo,
  soraOpenaiCreateVideoWithImage,
  soraOpenaiCreateVideoPrivate,
  soraOpenaiCreateVideoWithCharacter,
  soraOpenaiEditVideo,
  soraOpenaiListVideos,
  soraOpenaiDeleteVideo,
  soraCreateRole,
  soraOfficialCharacters,
  soraChatCreateVideo,
  soraChatCreateVideoWithImage,
  soraChatContinuousModification,
  ideogramGenerate,
  ideogramEdit,
  ideogramRemixV3,
  ideogramReframe,
  ideogramReplaceBackground,
  ideogramTextToImage,
  ideogramRemix,
  ideogramUpscale,
  ideogramDescribe,
  phpEditImage,
  dreamDrawingCreateDrawing,
  dreamDrawingEditImage,
  fluxGptFluxCreation,
  fluxGptFluxEditing,
  doubaoImagesSeedream3,
  doubaoImagesSeededit3,
  doubaoImagesSeedream4TextToImage,
  doubaoImagesSeedream4ImageToImage,
  doubaoImagesSeedream4MultiImageToImage,
  qwenImagesQwenImageEdit2509,
  falPaintingGetRequestResult,
  falPaintingNanoBananaEdit,
  falPaintingNanoBanana,
  falPaintingStatusCode,
  falAccessTutorial,
  falFlux1DevImageToImage,
  falFlux1DevRedux,
  falFlux1Dev,
  falFlux1SchnellRedux,
  falFluxLoraImageToImage,
  falFluxLoraInpainting,
  falFluxLora,
  falFluxProKontextMaxMulti,
  falFluxProKontextMax,
  falFluxProKontextTextToImage,
  falFluxProKontext,
  falGetRequestResult,
  falImagen4Preview,
  falKlingImageToVideo,
  falKlingTextToVideo,
  falQwenImageEditLora,
  falQwenImageEditPlus,
  falSeedreamV4Edit,
  falSeedreamV4TextToImage,
  falViduReferenceToImage,
  falWanImageToImage,
  falVeo3GetRequestResult,
  falVeo3Veo3FastImageToVideo,
  falVeo3Veo3Fast,
  falVeo3Veo3ImageToVideo,
  falVeo3Veo3,
  helpCenterAllRows,
  replicateAccessTutorial,
  replicateFluxResolution,
  replicateQueryTask,
  replicateCreateTaskByVersion,
  replicateCreateTaskStabilityAiStableDiffusion,
  replicateCreateTaskStabilityAiSdxl,
  replicateCreateTaskStabilityAiStableDiffusionInpainting,
  replicateCreateTaskStabilityAiStableDiffusionImg2img,
  replicateCreateTaskLucatacoFluxSchnellLora,
  replicateCreateTaskLucatacoFluxDevLora,
  replicateCreateTaskAndreasjanssonStableDiffusionAnimation,
  replicateCreateTaskSujaykhandekarObjectRemoval,
  replicateCreateTaskCjwbwRembg,
  replicateCreateTaskLucatacoAnimateDiff,
  replicateCreateTaskIdeogramAiIdeogramV2Turbo,
  replicateCreateTaskBlackForestLabsFluxKontextDev,
  replicateCreateTaskMinimaxVideo01Live,
  replicateCreateTaskMinimaxVideo01,
  replicateCreateTaskRecraftAiRecraftV3,
  replicateCreateTaskRecraftAiRecraftV3Svg,
  replicateCreateTaskBlackForestLabsFlux11ProUltra,
  replicateCreateTaskBlackForestLabsFluxKontextPro,
  replicateCreateTaskBlackForestLabsFluxKontextMax,
  replicateCreateTaskFluxKontextAppsMultiImageKontextMax,
  replicateCreateTaskFluxKontextAppsMultiImageKontextPro,
  replicateCreateTaskLucatacoRemoveBg,
  replicateCreateTaskRiffusionRiffusion,
  replicateCreateTaskBlackForestLabsFluxFillDev,
  replicateCreateTaskBlackForestLabsFluxFillPro,
  replicateCreateTaskGoogleImagen4Fast,
  replicateCreateTaskGoogleImagen4Ultra,
  replicateCreateTaskGoogleImagen4,
  replicateCreateTaskPrunaaiVace14b,
  replicateCreateTaskBytedanceSeedream4,
  fluxReplicateFluxResolution,
  fluxReplicateAccessTutorial,
  fluxReplicateCreateTaskBlackForestLabsFluxKontextDev,
  fluxReplicateQueryTask,
  replicateOtherRequests,
  replicateUploadFile,
  replicateUseFiles,
  helpCenterHostedImages,
  helpCenterSelfHostedImageHostingApi,
  helpCenterUploadImage,
  toolsDify,
  toolsAider,
  toolsLobechat,
  toolsChatgptSidebar,
  toolsGptAcademic,
];
