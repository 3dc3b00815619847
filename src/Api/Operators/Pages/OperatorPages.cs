using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ToolTime.Api.Observability;
using ToolTime.Api.Pages;
using ToolTime.Api.Problems;
using ToolTime.Api.SignIn;
using ToolTime.Calendar;
using ToolTime.Operators;
using ToolTime.Privacy;
using ToolTime.Telemetry;
using ToolTime.Usage;

namespace ToolTime.Api.Operators.Pages;

/// <summary>Gathers what operators' pages show, and renders it: this process's metrics, and grains' answers.</summary>
internal sealed class OperatorPages(
    MetricsCollector metrics,
    LimitTables limits,
    PageRenderer renderer,
    IGrainFactory grains,
    IOptions<TelemetryOptions> telemetry,
    IAntiforgery forms,
    DomainClock clock)
{
    private const int ListedSubmissions = 50;
    private const int ListedWeeks = 26;

    private const string OfThisProcess = "Figures of this process since it started; other processes' grains are not included.";

    private MetricsReading Reading => new(metrics.Collect());

    public Task<IResult> ServerAsync(HttpContext context) =>
        TablesAsync(context, OperatorPaths.Server, "Server", [OfThisProcess], new ServerTables(Reading).All());

    public async Task<IResult> TotalsAsync(HttpContext context)
    {
        var today = clock.GetUtcToday();
        var keys = await grains.GetUsageNames(today).ListAsync();
        var totals = await Task.WhenAll(
            keys.Select(async key => (UsageKey.Parse(key), await grains.GetGrain<IUsageGrain>(key).GetTotalsAsync()))
        );
        return await TablesAsync(
            context,
            OperatorPaths.Totals,
            "Live totals",
            [
                $"What was accepted for {Figure.Day(today)} (UTC) so far, up to a second late. Exact sums, for operators; none of this is published. Snapshots are not included; a restart begins at zero.",
            ],
            TotalsTables.Compute(totals)
        );
    }

    public async Task<IResult> LimitsAsync(HttpContext context) =>
        await TablesAsync(
            context,
            OperatorPaths.Limits,
            "Limits",
            [limits.Note],
            limits.All(await grains.GetGrain<IPrivacyGrain>(0).GetTermsAsync(), Reading)
        );

    public async Task<IResult> PublicationsAsync(HttpContext context) =>
        await TablesAsync(
            context,
            OperatorPaths.Publications,
            "Publications",
            [$"The newest {ListedWeeks} weeks and four-week windows."],
            PublicationTables.Create(await grains.GetGrain<IOperatorsGrain>(0).ListPublicationsAsync(ListedWeeks))
        );

    public async Task<IResult> SubmissionsAsync(HttpContext context, string? said, int status = StatusCodes.Status200OK) =>
        await RenderAsync<SubmissionsPage>(
            context,
            FrameOf(context, OperatorPaths.Submissions, "Submissions", refreshes: null),
            status,
            new()
            {
                [nameof(SubmissionsPage.Submissions)] =
                    (IReadOnlyList<ListedSubmission>)await grains.GetGrain<IOperatorsGrain>(0).ListAsync(ListedSubmissions),
                [nameof(SubmissionsPage.Said)] = said,
            }
        );

    /// <summary>The page shown if a grain could not answer.</summary>
    public Task<IResult> UnavailableAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = Problem.Seconds(GrainFaults.RetryAfter);
        var frame = FrameOf(context, context.Request.Path.Value ?? "", "Not available", refreshes: null);
        return RenderAsync<TablesPage>(context, frame, StatusCodes.Status503ServiceUnavailable, new()
        {
            [nameof(TablesPage.Notes)] = (IReadOnlyList<string>)["The server cannot answer now. /readyz and the log say more."],
            [nameof(TablesPage.Tables)] = (IReadOnlyList<OperatorTable>)[],
        });
    }

    public async Task<IResult> TelemetryAsync(HttpContext context, string? said, int status = StatusCodes.Status200OK)
    {
        var today = TelemetryPeriod.Containing(TelemetryWindowKind.Day, clock.GetUtcToday()).Label;
        var totals = await Task.WhenAll(
            telemetry.Value.Listed().Select(async app => (app, await grains.GetGrain<ITelemetryDayGrain>($"{app}/{today}").GetTotalsAsync()))
        );
        return await RenderAsync<DevicesPage>(
            context,
            FrameOf(context, OperatorPaths.Telemetry, "Telemetry", refreshes: null),
            status,
            new()
            {
                [nameof(DevicesPage.Today)] = TodaysTelemetry.Create(totals),
                [nameof(DevicesPage.Devices)] =
                    (IReadOnlyList<ListedDevice>)await grains.GetGrain<ITelemetryOperatorsGrain>(0).ListAsync(ListedSubmissions),
                [nameof(DevicesPage.Said)] = said,
            }
        );
    }

    public Task<IResult> LoginAsync(HttpContext context, string? fault = null, int status = StatusCodes.Status200OK) =>
        RenderAsync<LoginPage>(
            context,
            FrameOf(context, "", "Operators", refreshes: null),
            status,
            new() { [nameof(LoginPage.Fault)] = fault }
        );

    private Task<IResult> TablesAsync(
        HttpContext context,
        string path,
        string title,
        IReadOnlyList<string> notes,
        IReadOnlyList<OperatorTable> tables
    ) =>
        RenderAsync<TablesPage>(
            context,
            FrameOf(context, path, title, refreshes: context.Request.Query["refresh"] != "off"),
            StatusCodes.Status200OK,
            new() { [nameof(TablesPage.Notes)] = notes, [nameof(TablesPage.Tables)] = tables }
        );

    private OperatorFrame FrameOf(HttpContext context, string path, string title, bool? refreshes) => new()
    {
        Path = path,
        Title = title,
        FormToken = OperatorSignIn.IsBearer(context) ? null : forms.GetAndStoreTokens(context).RequestToken,
        Simulated = clock.IsSimulated,
        Refreshes = refreshes,
    };

    private async Task<IResult> RenderAsync<TPage>(
        HttpContext context,
        OperatorFrame frame,
        int status,
        Dictionary<string, object?> parameters
    )
        where TPage : IComponent
    {
        parameters["Frame"] = frame;
        return OperatorPageAnswer.Create(context, await renderer.RenderAsync<TPage>(parameters), frame, status);
    }
}
