using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ToolTime.Api.Badges;
using ToolTime.Api.Changes;
using ToolTime.Api.Compare;
using ToolTime.Api.DataSet;
using ToolTime.Api.Deletion;
using ToolTime.Api.Limits;
using ToolTime.Api.Maintenance;
using ToolTime.Api.Mcp;
using ToolTime.Api.Observability;
using ToolTime.Api.OpenApi;
using ToolTime.Api.Operators;
using ToolTime.Api.Operators.Pages;
using ToolTime.Api.Pages;
using ToolTime.Api.Privacy;
using ToolTime.Api.Problems;
using ToolTime.Api.Publication;
using ToolTime.Api.Requests;
using ToolTime.Api.Schema;
using ToolTime.Api.Search;
using ToolTime.Api.SignIn;
using ToolTime.Api.Submissions;
using ToolTime.Api.Tables;
using ToolTime.Api.Telemetry;
using ToolTime.Api.Trends;
using ToolTime.Calendar;
using ToolTime.Changes;
using ToolTime.DataSet;
using ToolTime.Publication;
using ToolTime.Settings;
using ToolTime.Submissions;
using ToolTime.Telemetry;

namespace ToolTime.Api.Registration;

/// <summary>Registers and maps every endpoint.</summary>
public static class ApiRegistration
{
    /// <summary>Adds what the endpoints need apart from a grain factory and a clock.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.AddCors(options =>
            options.AddPolicy(CorsPolicies.Public, policy => policy
                .AllowAnyOrigin()
                .AllowAnyHeader()
                .WithMethods("GET", "HEAD", "POST")
                .WithExposedHeaders("ETag", "Link", "RateLimit", "RateLimit-Policy", "Retry-After"))
        );
        services.AddSingleton(provider => AdmissionOf<IngestionOptions>(provider, limits => limits.PerAddressPerDay));
        services.AddKeyedSingleton(
            DeletionHandler.Key, (provider, _) => AdmissionOf<IngestionOptions>(provider, limits => limits.PerAddressPerDay));
        services.AddKeyedSingleton(
            TelemetryHandler.Key, (provider, _) => AdmissionOf<TelemetryOptions>(provider, limits => limits.PerAddressPerDay));
        services.AddSingleton<TelemetryMetrics>();
        services.AddSingleton<TelemetryHandler>();
        services.AddSingleton<CurrentTelemetry>();
        services.AddSingleton<DeletionHandler>();
        services.AddSingleton<AdmissionGate>();
        services.AddSingleton<SubmissionMetrics>();
        services.AddSingleton<SubmissionHandler>();
        services.AddSingleton<PublicationCache>();
        services.AddSingleton<PublishedDocuments>();
        services.AddSingleton<NameLookUp>();
        services.AddSingleton<NameSearch>();
        services.AddSingleton<DataSetHandler>();
        services.AddPages();
        services.AddMcp(configuration);
        services.AddSingleton<LimitTables>();
        services.AddSingleton<OperatorPages>();
        services.AddApiDocument(
            ProblemJson.Default,
            SubmissionJson.Default,
            MaintenanceJson.Default,
            DeletionJson.Default,
            OperatorsJson.Default,
            PrivacyJson.Default,
            TrendJson.Default,
            TableJson.Default,
            SearchJson.Default,
            DataSetJson.Default,
            ChangesJson.Default,
            DataSetManifestJson.Default,
            BadgeJson.Default,
            CommunityJson.Default,
            TelemetryAnswerJson.Default,
            TelemetryOperatorsJson.Default,
            TelemetryJson.Default,
            StatsJson.Default
        );
        return services;
    }

    /// <summary>Maps every endpoint.</summary>
    public static void MapApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<RequestSpans>();
        app.UseNoSniffHeader();
        app.UseProblemDocuments();
        app.UseMissingPage();
        app.UseRequestFraming();
        app.UseCors();
        app.UseResponseCompression();
        app.MapSubmissions();
        app.MapStats();
        app.MapTables();
        app.MapSchema();
        app.MapTrends();
        app.MapDataSet();
        app.MapChanges();
        app.MapBadges();
        app.MapSearch();
        app.MapCompare();
        app.MapPages();
        app.MapTelemetryPages();
        app.MapMcp();
        app.MapApiDocument();
        app.MapPrivacy();
        app.MapDeletion();
        app.MapTelemetry();
        app.MapTelemetryDeletion();
        app.MapTelemetryFigures();
        app.MapTelemetryOperators();
        app.MapMaintenance();
        app.MapOperators();
        app.MapOperatorPages();
    }

    /// <summary>Adds what the health and metrics endpoints need, which exist in every role.</summary>
    public static IServiceCollection AddProcessApi(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSettings<AdminOptions>(configuration, AdminOptions.Section);
        services.AddSingleton<ClientAddress>();
        services.AddSingleton<LimitMetrics>();
        services.AddOperatorSignIn();
        services.AddMetrics();
        services.AddSingleton<MetricsCollector>();
        services.AddHealthChecks();
        return services;
    }

    /// <summary>Maps the health and metrics endpoints, which exist in every role.</summary>
    public static void MapProcessApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapMetrics();
        // Uptime monitors use HEAD.
        app.MapMethods("/healthz", [HttpMethods.Get, HttpMethods.Head], () => TypedResults.Text("ok"));
        app.MapHealthChecks("/readyz").WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));
    }

    /// <summary>An admission with a limit of its own on each address, and the room that all of them share.</summary>
    private static Admission AdmissionOf<TOptions>(IServiceProvider provider, Func<TOptions, int> perDay)
        where TOptions : class
    {
        var limit = perDay(provider.GetRequiredService<IOptions<TOptions>>().Value);
        return new(
            provider.GetRequiredService<AdmissionGate>(),
            new(limit, provider.GetRequiredService<DomainClock>()),
            provider.GetRequiredService<ClientAddress>()
        );
    }
}
