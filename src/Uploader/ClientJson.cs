using System.Text.Json.Serialization;
using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Commands;
using ToolTime.Uploader.Connecting;
using ToolTime.Uploader.Doctor;
using ToolTime.Uploader.Insights;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Mcp;
using ToolTime.Uploader.Reports;
using ToolTime.Uploader.Security;
using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader;

/// <summary>
/// Every JSON shape that the client reads or writes, except the record's (`RecordingJson`) and config.json, whose unknown members are
/// preserved.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Submission))]
[JsonSerializable(typeof(SubmissionAnswer))]
[JsonSerializable(typeof(ShareLedger))]
[JsonSerializable(typeof(UploadState))]
[JsonSerializable(typeof(SentAnswer))]
[JsonSerializable(typeof(DeletionState))]
[JsonSerializable(typeof(TokenHolder))]
[JsonSerializable(typeof(LogEntry))]
[JsonSerializable(typeof(SharingState))]
[JsonSerializable(typeof(BudgetReport))]
[JsonSerializable(typeof(DoctorReport))]
[JsonSerializable(typeof(ProjectReport))]
[JsonSerializable(typeof(SettingReport))]
[JsonSerializable(typeof(UsageExportRow))]
[JsonSerializable(typeof(VersionInfo))]
[JsonSerializable(typeof(LocalUsage))]
[JsonSerializable(typeof(AgentInsights))]
[JsonSerializable(typeof(AgentRig))]
[JsonSerializable(typeof(AgentSecurity))]
[JsonSerializable(typeof(Comparison))]
[JsonSerializable(typeof(NamesDocument))]
[JsonSerializable(typeof(Report<UsageRow>))]
[JsonSerializable(typeof(Report<NameRow>))]
[JsonSerializable(typeof(BackfillMade))]
[JsonSerializable(typeof(BudgetChange))]
[JsonSerializable(typeof(CellsExported))]
[JsonSerializable(typeof(ConnectionMade))]
[JsonSerializable(typeof(ConnectionUndone))]
[JsonSerializable(typeof(ConsentState))]
[JsonSerializable(typeof(DashboardOpened))]
[JsonSerializable(typeof(ProjectSwitch))]
[JsonSerializable(typeof(ProposedIssue))]
[JsonSerializable(typeof(ServeStarted))]
[JsonSerializable(typeof(ServeStopped))]
[JsonSerializable(typeof(SettingChange))]
[JsonSerializable(typeof(SettingValue))]
[JsonSerializable(typeof(ShareDeletion))]
[JsonSerializable(typeof(ShareReport))]
[JsonSerializable(typeof(SharingChange))]
[JsonSerializable(typeof(AlertList))]
[JsonSerializable(typeof(AlertTest))]
[JsonSerializable(typeof(ChannelChange))]
[JsonSerializable(typeof(CleanupReport))]
[JsonSerializable(typeof(FileExported))]
[JsonSerializable(typeof(GuardChange))]
internal sealed partial class ClientJson : JsonSerializerContext;
