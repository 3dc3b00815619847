using System.Text.Json.Serialization;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Web;

/// <summary>The JSON of serve.json and of the answers of `tooltime serve`.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ServeFile))]
[JsonSerializable(typeof(ServeStatus))]
[JsonSerializable(typeof(SignInCode))]
[JsonSerializable(typeof(HistoryAnswer<UsageRow>))]
[JsonSerializable(typeof(HistoryAnswer<NameRow>))]
[JsonSerializable(typeof(SubscriptionAnswer))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(SecurityView))]
[JsonSerializable(typeof(Acknowledgement))]
[JsonSerializable(typeof(Dictionary<string, DateTimeOffset>))]
internal sealed partial class WebJson : JsonSerializerContext;
