using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ToolTime.Api.Badges;
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
using ToolTime.Api.Schema;
using ToolTime.Api.Submissions;
using ToolTime.Api.Tables;
using ToolTime.Api.Trends;

namespace ToolTime.Api;

/// <summary>Registers and maps every door.</summary>
public static class ApiRegistration
{
    /// <summary>The policy of doors that any page may call: no cookie opens them.</summary>
    internal const string PublicCors = "public";

    /// <summary>Adds what the doors need beside a grain factory and a clock.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.AddCors(options => options.AddPolicy(PublicCors, policy => policy.AllowAnyOrigin().AllowAnyHeader().WithMethods("GET", "HEAD", "POST")));
        services.AddSingleton<AddressLimiter>();
        services.AddKeyedSingleton<AddressLimiter>(DeletionDoor.Limiter);
        services.AddSingleton<DeletionDoor>();
        services.AddSingleton<SubmissionGate>();
        services.AddSingleton<SubmissionMetrics>();
        services.AddSingleton<SubmissionDoor>();
        services.AddSingleton<CurrentPublications>();
        services.AddSingleton<PublishedDocuments>();
        services.AddSingleton<NameLookUp>();
        services.AddPages();
        services.AddMcp(configuration);
        services.AddOperatorPages();
        services.AddApiDocument();
        return services;
    }

    /// <summary>Maps every door.</summary>
    public static void MapApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<RequestSpans>();
        app.UseUnsniffed();
        app.UseProblemDocuments();
        app.UseOneFraming();
        app.UseCors();
        app.UseResponseCompression();
        app.MapSubmissions();
        app.MapStats();
        app.MapTables();
        app.MapSchema();
        app.MapTrends();
        app.MapBadges();
        app.MapPages();
        app.MapMcp();
        app.MapApiDocument();
        app.MapPrivacy();
        app.MapDeletion();
        app.MapMaintenance();
        app.MapOperators();
        app.MapOperatorPages();
    }

    /// <summary>Adds what the process's own doors need, which it has in every role.</summary>
    public static IServiceCollection AddProcessApi(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<AdminOptions>().Bind(configuration.GetSection(AdminOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ClientAddress>();
        services.AddSingleton<LimitMetrics>();
        services.AddSingleton<WrongTokens>();
        services.AddSingleton<OperatorsToken>();
        services.AddMetrics();
        services.AddSingleton<MetricsCollector>();
        services.AddHealthChecks();
        return services;
    }

    /// <summary>Maps the doors to the process's health and metrics, which it has in every role.</summary>
    public static void MapProcessApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapMetrics();
        app.MapGet("/healthz", () => TypedResults.Text("ok"));
        app.MapHealthChecks("/readyz").WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));
    }
}
