using System.Text.Json;
using System.Text.Json.Serialization;
using ToolTime.Api.Badges;
using ToolTime.Api.Deletion;
using ToolTime.Api.Maintenance;
using ToolTime.Api.Mcp;
using ToolTime.Api.Operators;
using ToolTime.Api.Privacy;
using ToolTime.Api.Problems;
using ToolTime.Api.Submissions;
using ToolTime.Api.Tables;
using ToolTime.Api.Trends;

namespace ToolTime.Api;

/// <summary>The JSON of all answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SubmissionAnswer))]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(MaintenanceAnswer))]
[JsonSerializable(typeof(DeletionAnswer))]
[JsonSerializable(typeof(SubmissionList))]
[JsonSerializable(typeof(OperatorsAnswer))]
[JsonSerializable(typeof(PrivacyAnswer))]
[JsonSerializable(typeof(TrendAnswer))]
[JsonSerializable(typeof(TableAnswer))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(BadgeAnswer))]
[JsonSerializable(typeof(CommunityOverview))]
[JsonSerializable(typeof(CommunityTool))]
[JsonSerializable(typeof(CommunitySkill))]
[JsonSerializable(typeof(CommunityMcpServer))]
[JsonSerializable(typeof(CommunityModel))]
[JsonSerializable(typeof(CommunityItem))]
internal sealed partial class ApiJson : JsonSerializerContext;
